-- A person has no reach, so an id alone would open the facts of anybody to whoever links him to a child of his own.
create function strangers(p_county text, p_persons uuid[], p_blinds bytea[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.person from unnest(p_persons, p_blinds) as p (person, blind)
   where (exists (select from person_key k where k.county = p_county and k.person = p.person)
          or exists (select from kin k where k.county = p_county and k.person = p.person))
     and not exists (select from kin k where k.county = p_county and k.person = p.person
                        and (in_reach(k.area_code) or k.id_blind = p.blind))
$$;
comment on function strangers is 'Those whom only files out of reach know, and whose ID number the caller does not tell; children too.';

-- relatives_by_id answers which person it is, and no more is needed.
drop function relative_by_id(text, bytea);

-- Village directors neither move children nor erase anybody (domain/access).
revoke execute on function move_child, erase_person from tonghu_village;

alter table act add column written_in bytea;
comment on column act.written_in is 'Of an act about a person: keyed digest of the child in whose file it was written. Says whether it was this one, never which.';

-- Functions of later migrations too are nobody's until they are granted.
alter default privileges revoke execute on functions from public;
revoke execute on function strangers from public;
grant execute on function strangers to tonghu_area, tonghu_village;
