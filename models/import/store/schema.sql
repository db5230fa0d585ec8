-- The vulnerability store, version 1. Lists in one column are separated by U+001F.
CREATE TABLE file(            -- what was imported
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  sha256   TEXT NOT NULL UNIQUE,
  imported TEXT NOT NULL,     -- day
  format   TEXT NOT NULL
) STRICT;
CREATE TABLE document(        -- an advisory, one entry of a feed, a catalogue: the newest revision only
  id       INTEGER PRIMARY KEY,
  file     INTEGER NOT NULL REFERENCES file(id),
  key      TEXT NOT NULL UNIQUE,
  format   TEXT NOT NULL,
  category TEXT NOT NULL,
  label    TEXT NOT NULL,
  revision TEXT NOT NULL,
  date     TEXT NOT NULL
) STRICT;
CREATE TABLE vulnerability(   -- what one document says about one vulnerability
  document INTEGER NOT NULL REFERENCES document(id),
  id       TEXT NOT NULL,
  aliases  TEXT NOT NULL,
  title    TEXT NOT NULL, title_ja TEXT NOT NULL, title_en TEXT NOT NULL,
  description TEXT NOT NULL, description_ja TEXT NOT NULL, description_en TEXT NOT NULL,
  published TEXT NOT NULL,
  cvss     TEXT NOT NULL,
  epss     REAL,
  exploited INTEGER,          -- 1 known, NULL not said
  exploited_since TEXT NOT NULL,
  ransomware INTEGER,
  source   TEXT NOT NULL
) STRICT;
CREATE INDEX vulnerability_id ON vulnerability(id);
CREATE INDEX vulnerability_document ON vulnerability(document);
CREATE TABLE alias(
  alias    TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES document(id),
  vulnerability TEXT NOT NULL,
  PRIMARY KEY(alias, document, vulnerability)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_document ON alias(document);
CREATE TABLE brand(           -- vendor and product name as written
  id       INTEGER PRIMARY KEY,
  vendor   TEXT NOT NULL,
  name     TEXT NOT NULL,
  UNIQUE(vendor, name)
) STRICT;
CREATE TABLE product(
  id       INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(id),
  brand    INTEGER NOT NULL REFERENCES brand(id),
  name     TEXT NOT NULL,     -- id inside the document
  version  TEXT NOT NULL,     -- as written
  cpes     TEXT NOT NULL,
  purls    TEXT NOT NULL,
  model_numbers TEXT NOT NULL
) STRICT;
CREATE INDEX product_brand ON product(brand);
CREATE INDEX product_document ON product(document);
CREATE TABLE status(
  document INTEGER NOT NULL REFERENCES document(id),
  vulnerability TEXT NOT NULL,
  product  INTEGER NOT NULL,  -- 0: the document does not describe it
  name     TEXT NOT NULL,     -- id inside the document
  status   TEXT NOT NULL,     -- the source's word
  meaning  INTEGER NOT NULL,  -- 0 affected, 1 not affected, 2 fixed, 3 under investigation, 4 unknown
  justification TEXT NOT NULL,
  context  TEXT NOT NULL
) STRICT;
CREATE INDEX status_document ON status(document, vulnerability);
CREATE INDEX status_product ON status(product);
CREATE TABLE remediation(
  id       INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document(id),
  kind     TEXT NOT NULL,     -- the source's word
  text     TEXT NOT NULL,     -- as written
  url      TEXT NOT NULL,
  available_from TEXT NOT NULL,
  entitlements TEXT NOT NULL,
  products TEXT NOT NULL,
  scope    INTEGER NOT NULL,  -- what stands still: 0 unknown, 1 nothing, 2 component, 3 parent, 4 machine,
                              -- 5 dependents, 6 connected, 7 zone, 8 system
  scope_source INTEGER NOT NULL,
  scope_original TEXT NOT NULL,
  pointer  TEXT NOT NULL
) STRICT;
CREATE INDEX remediation_document ON remediation(document);
CREATE TABLE remedied(
  vulnerability TEXT NOT NULL,
  remediation INTEGER NOT NULL REFERENCES remediation(id),
  PRIMARY KEY(vulnerability, remediation)
) STRICT, WITHOUT ROWID;
CREATE INDEX remedied_remediation ON remedied(remediation);
CREATE TABLE component(
  document INTEGER NOT NULL REFERENCES document(id),
  id       TEXT NOT NULL,     -- inside the document
  kind     TEXT NOT NULL,
  vendor   TEXT NOT NULL,
  name     TEXT NOT NULL,
  version  TEXT NOT NULL,
  cpes     TEXT NOT NULL,
  purls    TEXT NOT NULL,
  addresses TEXT NOT NULL,
  parent   TEXT NOT NULL,
  note     TEXT NOT NULL
) STRICT;
CREATE INDEX component_document ON component(document);
CREATE TABLE dependency(
  document INTEGER NOT NULL REFERENCES document(id),
  source   TEXT NOT NULL,
  target   TEXT NOT NULL,
  kind     TEXT NOT NULL
) STRICT;
CREATE INDEX dependency_document ON dependency(document);
PRAGMA application_id = 0x68616b79;
PRAGMA user_version = 1;
