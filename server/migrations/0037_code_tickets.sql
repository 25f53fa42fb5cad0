-- A code by short message is good only in the browser that asked for it: the hash of the ticket that browser made for the request.

alter table sign_in_code add column ticket_hash text;
