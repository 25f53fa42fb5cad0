-- Whether somebody's application for the same item already runs is asked before each new one.

create index matter_running_proxy on matter (county, (reporters[1]), filed_at desc) where kind = 'proxy-service' and ended_at is null;
