-- Since when nothing was heard of a register for longer than its rhythm allows; null while it speaks.
alter table registers.followed add column silent_since timestamptz;

-- Since when a register has been silent for so long that what it does not state is no longer known to be
-- none. Null: its silence means what `absent` says.
alter table classifiers.fact_kinds add column unknown_since timestamptz;
