-- What is open is counted and listed many times a minute, and is a small part of what there is. Each way to see a matter that a desk has, by its
-- place or by taking part, reaches the open ones alone.
create index matter_open_village on matter (county, village, due) where ended_at is null and status <> 'answered';
create index matter_open_seen on matter using gin (participants) with (fastupdate = off) where ended_at is null and status <> 'answered';
