-- Full text over the guide: titles weigh most. Each language is cut into words by its own rules.
alter table guide_topics add column search tsvector generated always as (
  setweight(to_tsvector(case language when 'Spanish' then 'spanish'::regconfig else 'english'::regconfig end, title), 'A') ||
  setweight(to_tsvector(case language when 'Spanish' then 'spanish'::regconfig else 'english'::regconfig end, summary), 'B') ||
  setweight(to_tsvector(case language when 'Spanish' then 'spanish'::regconfig else 'english'::regconfig end, body), 'C')
) stored;
create index ix_guide_topics_search on guide_topics using gin (search);

grant select, insert, update on guide_versions, guide_images, guide_comments, guide_votes, call_requests, office_settings to clevesec_site;
grant delete on guide_comments to clevesec_site;

-- Versions are history: only when they were published may still be written.
revoke update on guide_versions from clevesec_site;
grant update (published_at) on guide_versions to clevesec_site;
