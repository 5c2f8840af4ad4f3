-- Full text over the guide: titles weigh most. Each language is cut into words by its own rules, and accents do not matter: phones are typed on without them.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create text search configuration guide_english (copy = english);
alter text search configuration guide_english alter mapping for hword, hword_part, word with unaccent, english_stem;
create text search configuration guide_spanish (copy = spanish);
alter text search configuration guide_spanish alter mapping for hword, hword_part, word with unaccent, spanish_stem;
alter table guide_topics add column search tsvector generated always as (
  setweight(to_tsvector(case language when 'Spanish' then 'guide_spanish'::regconfig else 'guide_english'::regconfig end, title), 'A') ||
  setweight(to_tsvector(case language when 'Spanish' then 'guide_spanish'::regconfig else 'guide_english'::regconfig end, summary), 'B') ||
  setweight(to_tsvector(case language when 'Spanish' then 'guide_spanish'::regconfig else 'guide_english'::regconfig end, body), 'C')
) stored;
create index ix_guide_topics_search on guide_topics using gin (search);

grant select, insert, update on guide_versions, guide_images, guide_comments, guide_votes, call_requests, office_settings to clevesec_site;
grant delete on guide_comments to clevesec_site;

-- Versions are history: only when they were published may still be written.
revoke update on guide_versions from clevesec_site;
grant update (published_at) on guide_versions to clevesec_site;
