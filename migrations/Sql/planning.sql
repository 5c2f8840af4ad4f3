-- Runs of the day's optimizer.
grant select, insert, update on day_plan_runs to clevesec_site;
