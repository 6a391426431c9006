-- A visit that was returned counts for nothing until somebody corrects it. Of a random check what did not agree with the
-- file (domain/check/checked.ts); null: it was none.
alter table service add column returned boolean not null default false;
alter table service add column deviations smallint[];
drop index service_area;
create index service_area on service (county, area_code, day) include (child, service, child_seen, returned);

-- Random checks: every draw stands for ever, with its seed and with the list that it was drawn from.
create table check_draw (
  county text collate "C" not null,
  id uuid not null,
  -- The area that was drawn in.
  scope text collate "C" not null,
  month text not null,
  -- Of this area: the seed follows from it, and none is passed over.
  number integer not null,
  drawn_by uuid not null,
  drawn_role text not null,
  drawn_at timestamptz not null,
  rule jsonb not null,
  -- Fixed before anybody could know the list; its digest was shown beforehand.
  secret text not null,
  -- A number that anybody can look up, and where; empty: none.
  public_number text not null,
  public_source text not null,
  due date not null,
  -- Why another one in the same month.
  reason text,
  -- How many there were to draw from, and how many were drawn.
  listed integer not null,
  drawn integer not null,
  -- Compressed lines of opaque ids and strata (domain/check/draw-file.ts).
  frame bytea not null,
  primary key (county, id),
  unique (county, scope, number)
);
alter table check_draw alter column frame set storage external;

-- Who was drawn. A director must not know it before the check: there is no policy for villages, so they see no row.
create table check_drawn (
  county text collate "C" not null,
  draw uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  -- The village where it was drawn.
  place text collate "C" not null,
  stratum text not null,
  tier smallint not null,
  drawn_on date not null,
  due date not null,
  primary key (county, draw, child),
  foreign key (county, draw) references check_draw (county, id)
);
create index check_drawn_area on check_drawn (county, area_code, due) include (child, drawn_on);
create index check_drawn_child on check_drawn (county, child);

-- Two people wrote different things of the same fact, and the second did not know of the first (domain/conflict). Of a
-- relative: in the file in which the second one wrote. Found once and kept; whether it was decided the acts say.
create table fact_conflict (
  county text collate "C" not null,
  child uuid not null,
  area_code text collate "C" not null,
  person uuid,
  fact text not null,
  first_act uuid not null,
  second_act uuid not null,
  primary key (county, second_act, fact),
  foreign key (county, child) references child (county, id) on delete cascade deferrable
);
create index fact_conflict_area on fact_conflict (county, area_code);
create index fact_conflict_child on fact_conflict (county, child);

do $$
declare
  t text;
begin
  foreach t in array array['check_drawn', 'fact_conflict'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy area_reach on %I to tonghu_area using (
      area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true))$p$, t);
    execute format('grant select on %I to tonghu_app, tonghu_area, tonghu_village', t);
    execute format('grant insert on %I to tonghu_area', t);
  end loop;
end $$;
create policy village_reach on fact_conflict to tonghu_village using (
  area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')));
grant insert on fact_conflict to tonghu_village;

-- A draw holds no child, but ids in its frame: it is for those whose area it touches, and the server tells the frame to
-- those alone who could have drawn it.
alter table check_draw enable row level security;
create policy area_touched on check_draw to tonghu_area using (
  scope >= current_setting('tonghu.lo', true) and scope < current_setting('tonghu.hi', true)
  or scope = rpad(county, 12, '0'));
grant select, insert on check_draw to tonghu_area;

-- Up to which place in the county's order whoever wrote an act had read; null: it does not say. And from which phone or
-- program it came. Both stand beside the act, and no digest asks for them.
alter table act add column knew bigint;
alter table act add column device uuid;
-- What a phone is called, for whoever compares what two of them wrote.
grant select (id, label, phone) on api_token to tonghu_area;
create index act_corrects on act (county, corrects) where corrects is not null;

-- Facts of these acts that a later one has put right, wherever that was written.
create function corrected_in(p_county text, p_acts uuid[]) returns table (act uuid, fact text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.corrects, f.key from act a cross join lateral jsonb_object_keys(a.body -> 'facts') as f (key)
   where a.county = p_county and a.corrects = any (p_acts) and (a.batch is null or not is_undone(a.county, a.batch))
$$;
comment on function corrected_in is 'Which facts of these acts were corrected; the ids are known to the asker alone.';
revoke execute on function corrected_in from public;
grant execute on function corrected_in to tonghu_area, tonghu_village;
