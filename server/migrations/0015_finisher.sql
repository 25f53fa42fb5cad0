-- A matter that is answered or over may still wait for somebody: a result to bring home, originals to give back, a report to take.

alter table matter add column finisher_id uuid;
comment on column matter.finisher_id is 'The body that has still something to do with a matter that is answered or over; null when nobody has.';
create index matter_finisher on matter (county, finisher_id, id) where finisher_id is not null;
