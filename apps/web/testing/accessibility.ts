import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const TARGET_PX = 24;

/** What a machine can check of WCAG 2.2 AA, and that nothing is wider than the window. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(AXE);
  const found = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as {
      axe: {
        run(
          root: Document,
          options: object,
        ): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run(document, { runOnly: tags });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  }, RULES);
  expect(found, what).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${what} is wider than the window`).toBeLessThanOrEqual(0);
  expect(await smallTargets(page), `${what} has small targets`).toEqual([]);
}

/** Buttons and links that stand alone and are smaller than 24 by 24 pixels (2.5.8). */
async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate((least) => {
    const controls = [...document.querySelectorAll('button, input, summary, nav a, .button')];
    return controls
      .map((control) => ({
        control,
        box: (control.closest('label') ?? control).getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 1 && (box.width < least || box.height < least))
      .map(({ control, box }) => `${control.outerHTML.slice(0, 100)} ${box.width}×${box.height}`);
  }, TARGET_PX);
}
