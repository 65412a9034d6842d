-- Evidence of confirmed acts is deleted when they can no longer be disputed: found by when it was used.
create index confirmations_used on identity.confirmations (used_at) where used_at is not null;
