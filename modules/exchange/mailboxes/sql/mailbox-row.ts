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
}

export const MAILBOX_COLUMNS = `
  mailbox.id, mailbox.information_system_id as "systemId",
  system.organisation_id as "organisationId",
  mailbox.version_id as "versionId", set.code as "dataSetCode", version.version,
  mailbox.topic_id as "topicId", topic.code as "topicCode",
  mailbox.permission_number as permission, mailbox.filter, mailbox.position,
  mailbox.page_end as "pageEnd", mailbox.page_id as "pageId", mailbox.created_at as "createdAt",
  webhook.state as webhook, coalesce(head.position, topic.position) as newest,
  coalesce(head.kept_after, 0) as "keptAfter"
from exchange.mailboxes mailbox
join exchange.information_systems system on system.id = mailbox.information_system_id
left join exchange.heads head on head.version_id = mailbox.version_id
left join exchange.versions version on version.id = mailbox.version_id
left join exchange.data_sets set on set.id = version.data_set_id
left join exchange.topics topic on topic.id = mailbox.topic_id
left join exchange.webhooks webhook on webhook.mailbox_id = mailbox.id`;

export function mailboxRow(row: MailboxRow): Mailbox {
  const { versionId, dataSetCode, version, topicId, topicCode, pageId, pageEnd, ...rest } = row;
  return {
    ...rest,
    dataSet:
      versionId === null
        ? null
        : { versionId, code: dataSetCode as string, version: version as number },
    topic: topicId === null ? null : { topicId, code: topicCode as string },
    page: pageId === null ? null : { id: pageId, end: pageEnd as number },
  };
}
