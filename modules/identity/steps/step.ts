import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Interaction, Provider } from 'oidc-provider';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { type Language, pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { type Demand, demandOf } from '../sign-on/interaction-policy.ts';

/** A moment of a flow at which the person is asked for something. */
export interface Step {
  interaction: Interaction;
  client: { id: string; name: Record<Language, string> };
  demand: Demand;
  language: Language;
  /** Where the flow may lead when the person is done: a form of a page may end there. */
  origins: string[];
}

/** The step that a request belongs to, by its cookie. Refuses `sign-on-step-ended`. */
export async function readStep(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Step> {
  const { uid } = request.params as { uid: string };
  const interaction = await provider
    .interactionDetails(request.raw, reply.raw)
    .catch((error: Error) => {
      if (error.name === 'SessionNotFound') throw new Refusal('sign-on-step-ended');
      throw error;
    });
  if (interaction.uid !== uid) throw new Refusal('sign-on-step-ended');
  const { params } = interaction;
  const client = await provider.Client.find(params.client_id ?? '');
  if (!client) throw new Refusal('sign-on-step-ended');
  const metadata = client.metadata();
  const lv = String(metadata.client_name);
  return {
    interaction,
    client: { id: client.clientId, name: { lv, en: String(metadata['name#en'] ?? lv) } },
    demand: demandOf(metadata, params),
    language: languageOf(params.ui_locales, request.headers['accept-language']),
    origins: params.redirect_uri ? [new URL(params.redirect_uri).origin] : [],
  };
}

function languageOf(asked: string | undefined, header: string | undefined): Language {
  const known = asked?.split(' ').find((locale) => /^(lv|en)\b/.test(locale));
  return pickLanguage(known ?? header);
}
