-- The answered matters of one village in a period are found in the index, without reading those of the whole county.
drop index matter_answered;
create index matter_answered on matter (county, answered_at, village) where answered_at is not null;
