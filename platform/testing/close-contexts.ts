import { afterAll } from 'vitest';
import { closeTestContexts } from './test-context.ts';

afterAll(closeTestContexts);
