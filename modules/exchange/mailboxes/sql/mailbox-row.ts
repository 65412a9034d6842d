import type { Day } from '../../../../platform/clock/day.ts';
import type { AnnouncedEnd } from '../../data-sets/announced-end.ts';
import type { Mailbox } from '../mailbox.ts';

export interface MailboxRow extends Record<string, unknown> {
  id: string;
  systemId: string;
  organisationId: string;
  versionId: number | null;
  dataSetCode: string | null;
  version: number | null;
  topicId: number | null;
  topicCode: string | null;
  permission: string | null;
  filter: Mailbox['filter'];
  position: number;
  pageEnd: number | null;
  pageId: string | null;
  createdAt: Date;
  webhook: Mailbox['webhook'];
  newest: number;
  keptAfter: number;
  announcedAt: Date | null;
  endsOn: Day | null;
  endsAt: Date | null;
  successor: number | null;
}

export const MAILBOX_COLUMNS = `
  mailbox.id, mailbox.information_system_id as "systemId",
  system.organisation_id as "organisationId",
  mailbox.version_id as "versionId", set.code as "dataSetCode", version.version,
  mailbox.topic_id as "topicId", topic.code as "topicCode",
  mailbox.permission_number as permission, mailbox.filter, mailbox.position,
  mailbox.page_end as "pageEnd", mailbox.page_id as "pageId", mailbox.created_at as "createdAt",
  webhook.state as webhook, coalesce(head.position, topic.position) as newest,
  coalesce(head.kept_after, 0) as "keptAfter", ending.announced_at as "announcedAt",
  ending.ends_on as "endsOn", ending.ends_at as "endsAt", ending.successor
from exchange.mailboxes mailbox
join exchange.information_systems system on system.id = mailbox.information_system_id
left join exchange.heads head on head.version_id = mailbox.version_id
left join exchange.versions version on version.id = mailbox.version_id
left join exchange.data_sets set on set.id = version.data_set_id
left join exchange.announced_ends ending on ending.version_id = mailbox.version_id
left join exchange.topics topic on topic.id = mailbox.topic_id
left join exchange.webhooks webhook on webhook.mailbox_id = mailbox.id`;

export function mailboxRow(row: MailboxRow): Mailbox {
  const { versionId, dataSetCode, version, topicId, topicCode, pageId, pageEnd, ...others } = row;
  const { announcedAt, endsOn, endsAt, successor, ...rest } = others;
  return {
    ...rest,
    dataSet:
      versionId === null
        ? null
        : { versionId, code: dataSetCode as string, version: version as number, end: endOf(row) },
    topic: topicId === null ? null : { topicId, code: topicCode as string },
    page: pageId === null ? null : { id: pageId, end: pageEnd as number },
  };
}

function endOf({ announcedAt, endsOn, endsAt, successor }: MailboxRow): AnnouncedEnd | null {
  if (!announcedAt || !endsOn || !endsAt) return null;
  return { announcedAt, endsOn, endsAt, successor };
}
