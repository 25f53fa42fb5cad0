-- Who speaks for a person is asked with every notice to them: found without reading all accounts of the county.
create index account_person_of on account_person (county, person_id);
