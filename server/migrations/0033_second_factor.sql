-- Whether a second factor was given with a sign-in. Sign-ins from before count as without: whose post demands one signs in once more (0048).

alter table session add column second_factor boolean not null default false;
