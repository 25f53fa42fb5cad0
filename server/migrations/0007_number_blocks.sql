-- One value of the sequence stands for a hundred serial numbers of matters. What was given out one by one lies below the next block.
select setval('matter_number', greatest(1, (select last_value from matter_number) / 100 + 1));
