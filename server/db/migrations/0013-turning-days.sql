-- Who turns on a day: a spell begins or ends, or somebody comes into another band of age. With these the first table
-- of a morning is told from yesterday's without reading every child (server/table/read-table.ts).
create index child_state_from on child_state (county, from_day);
create index child_state_until on child_state (county, until_day) where until_day < 'infinity';
create index child_state_birth on child_state (county, birth_date);
