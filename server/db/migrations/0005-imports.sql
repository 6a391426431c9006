-- A roster on its way in. Rows wait sealed with a key of the import's own (person_key), which is destroyed when
-- the import is done or given up.
create table import (
  county text collate "C" not null,
  id uuid not null,
  account uuid not null,
  area_code text collate "C" not null,
  status text not null check (status in ('previewed', 'committing', 'committed', 'discarded')),
  as_of date not null,
  files integer not null,
  -- Counts and row numbers only; the rows themselves are sealed in import_row.
  summary jsonb not null default '{}',
  sealed bytea,
  created_at timestamptz not null default now(),
  committed_at timestamptz,
  primary key (county, id)
);
create table import_row (
  county text collate "C" not null,
  import uuid not null,
  n integer not null,
  area_code text collate "C" not null,
  outcome text not null,
  child uuid,
  sealed bytea,
  primary key (county, import, n),
  foreign key (county, import) references import (county, id)
);
do $$
declare
  t text;
begin
  foreach t in array array['import', 'import_row'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format('grant select, insert, update, delete on %I to tonghu_area', t);
    execute format('grant select on %I to tonghu_app', t);
  end loop;
end $$;

create function relatives_by_id(p_county text, p_blinds bytea[]) returns table (blind bytea, person uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (k.id_blind) k.id_blind, k.person
    from kin k where k.county = p_county and k.id_blind = any (p_blinds) order by k.id_blind, k.person
$$;
comment on function relatives_by_id is 'The same parents and carers in other files, whose children stay unnamed. The caller knows the ID numbers already.';

-- What a preview was planned on: acts of other people's that add a fact to other children change no plan.
create function plan_overtaken(p_county text, p_seq bigint, p_children uuid[]) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (
    -- Both bounds: with one the planner expects a third of the county's acts.
    select from act_counter c, act_place p, act a
     where c.county = p_county and p.county = p_county and p.seq > p_seq and p.seq <= c.last
       and a.county = p.county and a.id = p.act and a.kind <> 'evidence.add'
       and (a.kind <> 'fact.record' or a.child = any (p_children) or a.body -> 'facts' ?| array['name', 'birthDate', 'idNumber']));
end $$;
comment on function plan_overtaken is 'Whether anything was written since that could make an import of these children another one.';

create function end_import(p_county text, p_import uuid, p_status text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update import set status = p_status, committed_at = case when p_status = 'committed' then now() end
   where county = p_county and id = p_import and in_reach(area_code) and status = 'previewed';
  if not found then
    raise exception 'no such import' using errcode = 'no_data_found';
  end if;
  update import_row set sealed = null where county = p_county and import = p_import;
  update person_key set wrapped = null, destroyed_at = now() where county = p_county and person = p_import;
end $$;
comment on function end_import is 'An import is done or given up: its key is destroyed, and the rows that waited with it.';

revoke execute on function relatives_by_id, plan_overtaken, end_import from public;
grant execute on function relatives_by_id, plan_overtaken, end_import to tonghu_area, tonghu_village;
