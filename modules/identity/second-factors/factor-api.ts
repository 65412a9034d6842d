import { z } from 'zod';

const ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';
const Instant = z.iso.datetime({ offset: true });
const Name = z.string().trim().min(1).max(60);

export const FactorsAnswer = z
  .object({
    factors: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['one-time-code', 'passkey']),
        name: z.string(),
        enrolledAt: Instant,
        usedAt: Instant.nullable(),
      }),
    ),
  })
  .meta({
    example: {
      factors: [
        {
          ...{ id: ID, kind: 'passkey', name: 'Mans tālrunis' },
          ...{ enrolledAt: '2026-03-11T10:00:00.000Z', usedAt: null },
        },
      ],
    },
  });

export const BeginRequest = z.strictObject({ name: Name }).meta({ example: { name: 'Tālrunis' } });

export const CodesAnswer = z
  .object({
    id: z.uuid(),
    seed: z.string().meta({ description: 'In base 32; shown once.' }),
    address: z.string().meta({ description: 'The same as an address, for a QR code.' }),
  })
  .meta({
    example: {
      ...{ id: ID, seed: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
      address:
        'otpauth://totp/Koplieta:Anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Koplieta',
    },
  });

export const CodeRequest = z
  .strictObject({ code: z.string().regex(/^\d{6}$/) })
  .meta({ example: { code: '123456' } });

export const PasskeyAnswer = z
  .object({
    id: z.uuid(),
    options: z
      .record(z.string(), z.unknown())
      .meta({ description: 'PublicKeyCredentialCreationOptionsJSON (WebAuthn level 3).' }),
  })
  .meta({ example: { id: ID, options: { challenge: 'Vh3yq0aQ' } } });

/** By what a person showed at a desk who they are. */
export const DESK_DOCUMENTS = ['passport', 'identity-card'] as const;

export const DeskCodeRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    personalCode: z.string().max(20),
    document: z.enum(DESK_DOCUMENTS).meta({ description: 'The one that the agent saw.' }),
  })
  .meta({
    example: { name: 'Anna Vējiņa', personalCode: '010190-10003', document: 'identity-card' },
  });

export const DeskCodeAnswer = z
  .object({
    code: z.string().meta({ description: 'Ten digits, shown once.' }),
    expiresAt: Instant,
  })
  .meta({ example: { code: '0123456789', expiresAt: '2026-03-12T10:00:00.000Z' } });
export type DeskCodeAnswer = z.output<typeof DeskCodeAnswer>;
export type DeskCodeRequest = z.output<typeof DeskCodeRequest>;
