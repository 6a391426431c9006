-- A phone shows a token of its own, like a program; when it was last heard of and what was waiting on it then.
alter table api_token add column phone boolean not null default false;
alter table api_token add column synced_at timestamptz;
alter table api_token add column waiting integer not null default 0;

-- Where a commit ended in the county's order, under a name that nobody can make again: a server that was put back, and
-- to which the same acts were sent once more, has another one there.
alter table act_place add column mark uuid;
create or replace function place_acts(p_county text, p_acts uuid[], p_flush_later boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_flush_later then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  with counter as (
    update act_counter set last = last + cardinality(p_acts) where county = p_county returning last - cardinality(p_acts) as before
  )
  insert into act_place (county, seq, act, touched, mark)
    select p_county, before + n, id,
           case when n = 1 then string_to_array(nullif(current_setting('tonghu.touched', true), ''), ',') end,
           case when n = cardinality(p_acts) then gen_random_uuid() end
      from counter, unnest(p_acts) with ordinality as u (id, n);
  if not found then
    raise exception 'no counter of county %', p_county;
  end if;
end $$;

-- Phones seal the keys of their stores for the server, so that whoever forgets a PIN loses nothing. The private half is
-- sealed with the county's key.
create table phone_key (
  county text collate "C" not null primary key,
  public_key bytea not null,
  private_key bytea not null
);
grant select, insert on phone_key to tonghu_app;

-- Acts that somebody wrote offline about a child who was out of reach when they arrived. They wait for whoever has the
-- child now; of a child that nobody knows, for the county.
create sequence held_act_order;
create table held_act (
  county text collate "C" not null,
  id uuid not null,
  child uuid not null,
  area_code text collate "C" not null,
  author uuid not null,
  author_role text not null,
  office uuid,
  received_at timestamptz not null,
  -- The order in which they came is the order in which they were written.
  n bigint not null default nextval('held_act_order'),
  mark uuid not null default gen_random_uuid(),
  -- The whole act, sealed with the county's key; gone once it was decided on.
  sealed bytea,
  decision text check (decision in ('taken', 'declined')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (county, id)
);
create index held_act_area on held_act (county, area_code) where decision is null;
create index held_act_child on held_act (county, child);
create index held_act_mark on held_act (county, mark);
create index held_act_n on held_act (county, n);

alter table held_act enable row level security;
create policy area_reach on held_act to tonghu_area using (
  area_code >= current_setting('tonghu.lo', true) and area_code < current_setting('tonghu.hi', true));
create policy village_reach on held_act to tonghu_village using (
  area_code = any (string_to_array(current_setting('tonghu.villages', true), ',')));
grant select on held_act to tonghu_app, tonghu_area, tonghu_village;
grant update (sealed, decision, decided_by, decided_at) on held_act to tonghu_area, tonghu_village;

-- Sent twice, held once. Answers nothing: whether there is such a child is nobody's business here.
create function hold_act(p_county text, p_id uuid, p_child uuid, p_opened_in text, p_author uuid, p_role text, p_office uuid, p_at timestamptz, p_sealed bytea)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Until the commit, so that the order in which they are held is the order in which they can be seen.
  perform from act_counter where county = p_county for update;
  insert into held_act (county, id, child, area_code, author, author_role, office, received_at, sealed)
  values (p_county, p_id, p_child, coalesce(
    (select area_code from child where county = p_county and id = p_child),
    p_opened_in,
    (select min(area_code) from held_act where county = p_county and child = p_child),
    rpad(p_county, 12, '0')), p_author, p_role, p_office, p_at, p_sealed)
  on conflict do nothing;
end $$;
comment on function hold_act is 'Keeps an act about a child out of reach for whoever has the child; tells nothing.';

-- Which of these acts wait for a decision or were decided on, whoever may see them.
create function held_ids(p_county text, p_ids uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select id from held_act where county = p_county and id = any (p_ids)
$$;
comment on function held_ids is 'Which of these ids are of acts that are held; the ids are known to the asker alone.';

-- Acts that were held once and are in the files now, since their writer has the child again: nobody need decide on them.
create function held_no_more(p_county text, p_ids uuid[], p_by uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  update held_act h set sealed = null, decision = 'taken', decided_by = p_by, decided_at = now()
   where h.county = p_county and h.id = any (p_ids) and h.decision is null
     and exists (select from act a where a.county = p_county and a.id = h.id)
$$;
comment on function held_no_more is 'Ends the waiting of acts that stand in a file already; tells nothing.';

-- Held acts have no place in the county's order: a server that has lost some is known by the last one that it had.
create function last_held(p_county text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select mark from held_act where county = p_county order by n desc limit 1
$$;
comment on function last_held is 'The mark of the last act that was held, of whomever: tells phones whether the server was put back.';
create function held_known(p_county text, p_mark uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from held_act where county = p_county and mark = p_mark)
$$;
comment on function held_known is 'Whether this server has held what the mark was given to.';

-- Identity that was destroyed is not kept here either.
create function forget_held_acts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update held_act set sealed = null, decision = coalesce(decision, 'declined'), decided_at = coalesce(decided_at, now())
   where county = new.county and child = new.person;
  return new;
end $$;
create trigger held_acts_forgotten after update of wrapped on person_key for each row
  when (new.wrapped is null) execute function forget_held_acts();

-- Children in reach of whom acts were placed after `p_after`, also acts about their relatives. A null row: more has
-- changed than is worth counting, or a batch was taken back, and everything is to be read anew.
create function children_changed(p_county text, p_after bigint, p_most integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if (select last - p_after > p_most from act_counter where county = p_county)
     or exists (select from act_place p join act a on a.county = p.county and a.id = p.act
                 where p.county = p_county and p.seq > p_after and a.kind = 'batch.undo') then
    return query select null::uuid;
    return;
  end if;
  return query
    select a.child from act_place p join act a on a.county = p.county and a.id = p.act
      join child c on c.county = p_county and c.id = a.child
     where p.county = p_county and p.seq > p_after and in_reach(c.area_code)
    union
    select k.child from act_place p join act a on a.county = p.county and a.id = p.act
      join kin k on k.county = p_county and k.person = a.person
     where p.county = p_county and p.seq > p_after and a.person is not null and in_reach(k.area_code);
end $$;
comment on function children_changed is 'Children in reach of whom something was written since a place in the county''s order.';

revoke execute on function hold_act, held_ids, held_known, held_no_more, last_held, children_changed from public;
grant execute on function hold_act, held_ids, held_known, held_no_more, last_held, children_changed to tonghu_area, tonghu_village;
