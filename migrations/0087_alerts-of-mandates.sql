-- A look of an official at somebody for whom they hold a mandate, or who holds one for them.
alter table identity.alerts drop constraint alerts_rule_check;
alter table identity.alerts add constraint alerts_rule_check
  check (rule in ('oneself', 'family', 'household', 'mandate', 'many-persons'));
