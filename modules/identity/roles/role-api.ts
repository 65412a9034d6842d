import { z } from 'zod';
import { isDay } from '../../../platform/clock/day.ts';
import { OFFICIAL_ROLES } from '../../../platform/official-role.ts';

const ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';
const Day = z.string().refine(isDay).meta({ format: 'date' });
const Role = z.enum(OFFICIAL_ROLES);

export const OfficialsAnswer = z
  .object({
    officials: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        signsOn: z.boolean().meta({ description: 'As a person; else by an access key alone.' }),
        ended: z.boolean(),
        roles: z.array(
          z.object({
            id: z.uuid(),
            role: Role,
            state: z.enum(['waiting', 'held', 'ended']),
            validFrom: Day,
            validTo: Day.meta({ description: 'The first day without it.' }),
            proposedBy: z.uuid().nullable().meta({ description: 'Null: the operator.' }),
            toReview: z
              .boolean()
              .meta({ description: 'It ends soon, unless somebody else prolongs it.' }),
          }),
        ),
      }),
    ),
  })
  .meta({
    example: {
      officials: [
        {
          ...{ id: ID, name: 'Ilze Vējiņa', signsOn: true, ended: false },
          roles: [
            {
              ...{ id: ID, role: 'reviewer', state: 'held', proposedBy: null, toReview: false },
              ...{ validFrom: '2026-03-11', validTo: '2027-03-11' },
            },
          ],
        },
      ],
    },
  });

export const NewOfficialRequest = z
  .strictObject({ name: z.string().min(1).max(100), personalCode: z.string().max(20) })
  .meta({ example: { name: 'Ilze Vējiņa', personalCode: '320000-00001' } });
export const RoleRequest = z
  .strictObject({ role: Role, until: Day })
  .meta({ example: { role: 'reviewer', until: '2027-03-11' } });
export const ProlongRequest = z
  .strictObject({ until: Day })
  .meta({ example: { until: '2028-03-01' } });
export const IdAnswer = z.object({ id: z.uuid() }).meta({ example: { id: ID } });
export const Params = z.strictObject({ id: z.uuid() });
