-- Who, beside the right of the role, is named by the security administrator to know what is restricted
-- (domain/restricted/restricted-facts.ts).
alter table account add column holder boolean not null default false;
create index act_restricted on act (county, child) where kind = 'restricted.record';
