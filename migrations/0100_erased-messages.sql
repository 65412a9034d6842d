-- An erased message keeps its position and its key, so that mailboxes go on and the sender's late retry
-- brings nothing back. It has no body.
alter table exchange.messages
  alter column content_hash drop not null,
  alter column sealed drop not null,
  add constraint erased_as_a_whole check ((content_hash is null) = (sealed is null));
