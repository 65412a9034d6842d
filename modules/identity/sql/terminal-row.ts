import type { Terminal } from '../session.ts';

export interface TerminalRow {
  id: string;
  code: string;
  ids_id: string;
  organisation_id: string;
  organisation_lv: string;
  organisation_en: string;
  point_lv: string;
  point_en: string;
}

export function terminalOf(row: TerminalRow): Terminal {
  return {
    id: row.id,
    code: row.code,
    idsId: row.ids_id,
    organisationId: row.organisation_id,
    organisation: { lv: row.organisation_lv, en: row.organisation_en },
    pointOfService: { lv: row.point_lv, en: row.point_en },
  };
}
