-- Which matters somebody sees is found through indexes. An "or" reaches an index only when each of its arms can; one arm that compares no column made
-- every list and count of a station read all matters of its county. The arms say what they said before (0004).

alter policy matter_read on matter using (
  (village >= nullif(current_setting('app.lo', true), '') and village < nullif(current_setting('app.hi', true), ''))
  or participants @> array[nullif(current_setting('app.body', true), '')::uuid]
  or reporters && nullif(current_setting('app.persons', true), '')::uuid[]
  or receipts @> array[nullif(current_setting('app.receipt', true), '')]
  -- Everything for the system, nothing for anybody else; written as a comparison of the leading column.
  or county >= case when current_setting('app.kind', true) = 'system' then '' end
);

-- Without a list of pending entries, which every look would read through and one unlucky filing would have to sort in.
create index matter_seen on matter using gin (participants, reporters, receipts) with (fastupdate = off);

-- How many were answered on each day of a period.
create index matter_answered on matter (county, answered_at) where answered_at is not null;
