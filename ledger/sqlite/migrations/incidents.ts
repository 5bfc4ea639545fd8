import { createDecisionTable } from './decision-table.ts';

/**
 * Version 5: incidents and what is sent about them. `incident_step` is chained: when an incident was opened and resolved,
 * who acknowledged it and what was noted. The other tables are working ones.
 */
export const INCIDENTS = `
  ${createDecisionTable('incident_step')}

  CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    opened_ms INTEGER NOT NULL,
    resolved_ms INTEGER,
    updated_ms INTEGER NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('minor', 'major', 'critical')),
    summary TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX incident_unresolved ON incident (opened_ms) WHERE resolved_ms IS NULL;
  CREATE INDEX incident_updated ON incident (updated_ms);
  -- The worst first: what the page shows of a storm of 10,000, once a second.
  CREATE INDEX incident_worst ON incident (
    CASE severity WHEN 'critical' THEN 0 WHEN 'major' THEN 1 ELSE 2 END,
    json_extract(summary, '$.camerasLost') DESC, opened_ms, id
  ) WHERE resolved_ms IS NULL;

  CREATE TABLE incident_member (
    incident TEXT NOT NULL,
    entity TEXT NOT NULL,
    joined_ms INTEGER NOT NULL,
    left_ms INTEGER CHECK (left_ms >= joined_ms),
    PRIMARY KEY (incident, entity, joined_ms)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX incident_member_entity ON incident_member (entity, joined_ms);

  CREATE TABLE incident_news (
    id INTEGER PRIMARY KEY,
    incident TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (incident, number)
  ) STRICT;
  CREATE INDEX incident_news_at ON incident_news (at_ms);

  -- What the engine was told besides what is chained, to be told again after a restart.
  CREATE TABLE incident_input (
    id INTEGER PRIMARY KEY,
    after_seq INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;

  -- How far the engine was told of what is chained, and the last news of what it was told. Members are written after
  -- the news that tell of them: up to which one, and how many of those of the next.
  CREATE TABLE incident_cursor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    news INTEGER NOT NULL,
    member_news INTEGER NOT NULL,
    member_place INTEGER NOT NULL
  ) STRICT;

  -- The engine as it stood, so that not months have to be told again after a restart.
  CREATE TABLE incident_snapshot (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    recorded_ms INTEGER NOT NULL,
    input INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;

  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    thread TEXT NOT NULL,
    occasion TEXT NOT NULL,
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    urgency TEXT NOT NULL CHECK (urgency IN ('high', 'normal')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'digested', 'sent', 'dead')),
    digest INTEGER REFERENCES outbox (id),
    created_ms INTEGER NOT NULL,
    due_ms INTEGER NOT NULL,
    -- Since when it could have been sent: tries put due_ms off, and this says when to give up.
    first_due_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    tried_ms INTEGER,
    settled_ms INTEGER,
    detail TEXT,
    body TEXT NOT NULL,
    CHECK ((digest IS NOT NULL) = (state = 'digested'))
  ) STRICT;
  -- Ten thousand may wait: what is looked for among them is told from the index alone.
  CREATE INDEX outbox_waiting ON outbox (recipient, channel, urgency, id, due_ms, first_due_ms, occasion, tries)
    WHERE state = 'waiting';
  CREATE INDEX outbox_held ON outbox (recipient, channel, due_ms) WHERE state = 'held';
  CREATE INDEX outbox_tried ON outbox (recipient, channel, tried_ms) WHERE state = 'waiting' AND tries > 0;
  CREATE INDEX outbox_dead ON outbox (id) WHERE state = 'dead';
  CREATE INDEX outbox_sent ON outbox (settled_ms) WHERE state = 'sent';
  CREATE INDEX outbox_digest ON outbox (digest) WHERE digest IS NOT NULL;
  CREATE INDEX outbox_thread ON outbox (thread, recipient, channel, id);
  CREATE INDEX outbox_recipient ON outbox (recipient, channel, settled_ms);
`;
