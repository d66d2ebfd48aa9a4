-- Shipping by rules: what goods measure, boxes, zones by state and ZIP code, price tables with their
-- own validity and source, freight, dates. All numbers are rows that staff edit or import; an
-- imported table never overwrites the one before it.

-- What is known of one unit of a variant, packed by itself. No row, or NULL: not known; the weight
-- is then the catalog's or an estimate, and no dimensional weight is counted.
CREATE TABLE shipping_facts (
  variant_id         bigint PRIMARY KEY REFERENCES variants,
  packed_g           int CHECK (packed_g > 0),
  l_mm               int CHECK (l_mm > 0),
  w_mm               int CHECK (w_mm > 0),
  h_mm               int CHECK (h_mm > 0),
  ships_alone        boolean NOT NULL DEFAULT false,
  ship_class         text NOT NULL DEFAULT 'parcel' CHECK (ship_class IN ('parcel', 'freight', 'none')), -- pii: none
  freight_class      int CHECK (freight_class IN (500, 550, 600, 650, 700, 775, 850, 925, 1000, 1100,
                       1250, 1500, 1750, 2000, 2500, 3000, 4000, 5000)),  -- tenths, instead of the density's
  hazmat             text NOT NULL DEFAULT 'none' CHECK (hazmat IN ('none', 'UN3480', 'UN3481', 'UN3090', 'UN3091')), -- pii: none
  free_ship_excluded boolean NOT NULL DEFAULT false,
  CHECK (num_nonnulls(l_mm, w_mm, h_mm) IN (0, 3))
);

CREATE TABLE shipping_boxes (
  code   text PRIMARY KEY CHECK (code <> ''),          -- pii: none
  l_mm   int NOT NULL CHECK (l_mm > 0),                -- inside
  w_mm   int NOT NULL CHECK (w_mm > 0),
  h_mm   int NOT NULL CHECK (h_mm > 0),
  tare_g int NOT NULL CHECK (tare_g > 0),
  max_g  int NOT NULL CHECK (max_g > tare_g),
  active boolean NOT NULL DEFAULT true
);
INSERT INTO shipping_boxes (code, l_mm, w_mm, h_mm, tare_g, max_g) VALUES
  ('small', 305, 229, 152, 250, 9000), ('medium', 406, 305, 203, 500, 18000),
  ('1U', 864, 559, 203, 1500, 27000), ('2U', 914, 610, 305, 2200, 40000);

CREATE TABLE shipping_settings (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  void_percent int NOT NULL CHECK (void_percent BETWEEN 0 AND 50),
  -- Units of unknown size go together up to so much; 50 lb, above which carriers ask a surcharge.
  loose_max_g  int NOT NULL CHECK (loose_max_g > 0),
  -- A heavier unit is freight; 150 lb, the most that UPS and FedEx take as a parcel.
  parcel_max_g int NOT NULL CHECK (parcel_max_g >= loose_max_g)
);
INSERT INTO shipping_settings (void_percent, loose_max_g, parcel_max_g) VALUES (10, 22680, 68039);

-- A part of a state, by the first digits of its ZIP codes: the longest prefix rules over the state.
CREATE TABLE shipping_zone_prefixes (
  prefix  text PRIMARY KEY CHECK (prefix ~ '^[0-9]{1,5}$'), -- pii: none
  zone_id bigint NOT NULL REFERENCES shipping_zones
);
-- A carrier's zone chart from one origin: every ZIP3 from 005 to 999 stands in one range. A range
-- without a zone is not served.
CREATE TABLE shipping_charts (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code        text NOT NULL UNIQUE CHECK (code <> ''), -- pii: none
  origin_zip3 text NOT NULL CHECK (origin_zip3 ~ '^[0-9]{3}$'), -- pii: none
  source      text NOT NULL,                           -- pii: none
  entered_by  text NOT NULL,                           -- pii: identifier
  entered_at  timestamptz NOT NULL
);
CREATE TABLE shipping_chart_ranges (
  chart_id  bigint NOT NULL REFERENCES shipping_charts,
  zip3_from int NOT NULL CHECK (zip3_from BETWEEN 5 AND 999),
  zip3_to   int NOT NULL CHECK (zip3_to BETWEEN zip3_from AND 999),
  zone_id   bigint REFERENCES shipping_zones,
  PRIMARY KEY (chart_id, zip3_from),
  EXCLUDE USING gist (int8range(chart_id * 1000 + zip3_from, chart_id * 1000 + zip3_to, '[]') WITH &&)
);

-- Parcels go by parcel methods; a shipment with a freight piece goes by freight methods. No carrier:
-- whoever takes it when the label is made.
ALTER TABLE shipping_methods
  ADD COLUMN kind text NOT NULL DEFAULT 'parcel' CHECK (kind IN ('parcel', 'freight')), -- pii: none
  ADD COLUMN carrier text NOT NULL DEFAULT '' CHECK (carrier IN ('', 'ups', 'fedex', 'usps', 'ltl')), -- pii: none
  ADD COLUMN flies boolean NOT NULL DEFAULT false;     -- lithium batteries stay on the ground
UPDATE shipping_methods SET flies = true WHERE code IN ('express', 'overnight');

-- One version of a method's prices. The one with the latest valid_from that has come counts; the
-- others stay, so that what was charged can be explained.
CREATE TABLE shipping_tariffs (
  id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  method_id              bigint NOT NULL REFERENCES shipping_methods,
  valid_from             timestamptz NOT NULL,
  source                 text NOT NULL,                -- pii: none
  entered_by             text NOT NULL,                -- pii: identifier
  entered_at             timestamptz NOT NULL,
  -- What `up_to` of its rates counts: grams of the shipment, billable pounds of each package, cents
  -- of goods after discounts, units, or pounds of a freight shipment.
  basis                  text NOT NULL CHECK (basis IN ('grams', 'billable_lb', 'subtotal', 'items', 'freight_lb')), -- pii: none
  chart_id               bigint REFERENCES shipping_charts,  -- none: zones by state and prefix
  dim_divisor            int CHECK (dim_divisor > 0),        -- none: dimensions do not count
  dim_over_in3           int NOT NULL DEFAULT 0 CHECK (dim_over_in3 >= 0),
  max_package_g          int CHECK (max_package_g > 0),
  assumed_class          int CHECK (assumed_class > 0),      -- tenths; none: sizes must be known
  fuel_bp                int NOT NULL DEFAULT 0 CHECK (fuel_bp >= 0),
  residential_cents      bigint NOT NULL DEFAULT 0 CHECK (residential_cents >= 0),
  declared_per_100_cents bigint NOT NULL DEFAULT 0 CHECK (declared_per_100_cents >= 0),
  handling_cents         bigint NOT NULL DEFAULT 0 CHECK (handling_cents >= 0),
  margin_bp              int NOT NULL DEFAULT 0 CHECK (margin_bp >= 0),
  ending_cents           int CHECK (ending_cents BETWEEN 0 AND 99),
  free_from_cents        bigint CHECK (free_from_cents > 0),
  free_everywhere        boolean NOT NULL DEFAULT false,     -- also beyond the contiguous states
  UNIQUE (method_id, valid_from)
);
INSERT INTO shipping_tariffs (method_id, valid_from, source, entered_by, entered_at, basis, max_package_g)
  SELECT id, '2026-01-01', 'the first table', 'migration', '2026-11-27', 'grams', 68039
    FROM shipping_methods;

-- The smallest `up_to` that fits is the price; above the last, each unit more costs per_extra_cents,
-- and none given means: not carried. up_to_class is 0 but for freight, where the smallest class
-- that fits counts first.
ALTER TABLE shipping_rates ADD COLUMN tariff_id bigint REFERENCES shipping_tariffs;
UPDATE shipping_rates r SET tariff_id = t.id FROM shipping_tariffs t WHERE t.method_id = r.method_id;
ALTER TABLE shipping_rates DROP CONSTRAINT shipping_rates_pkey;
ALTER TABLE shipping_rates DROP COLUMN method_id;
ALTER TABLE shipping_rates RENAME COLUMN up_to_g TO up_to;
ALTER TABLE shipping_rates
  ALTER COLUMN tariff_id SET NOT NULL,
  ADD COLUMN up_to_class int NOT NULL DEFAULT 0 CHECK (up_to_class >= 0),
  ADD COLUMN per_extra_cents bigint CHECK (per_extra_cents >= 0),
  ADD PRIMARY KEY (tariff_id, zone_id, up_to_class, up_to);

-- What a package, an address or a wish costs besides. Of each kind the dearest that fits counts. No
-- price: only by a quote.
CREATE TABLE shipping_fees (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tariff_id       bigint NOT NULL REFERENCES shipping_tariffs,
  kind            text NOT NULL CHECK (kind IN ('additional_handling', 'large_package', 'delivery_area',
                    'residence', 'no_dock', 'lift_gate', 'inside', 'appointment', 'limited_access')), -- pii: none
  over_lb         int CHECK (over_lb > 0),
  over_longest_in int CHECK (over_longest_in > 0),
  over_second_in  int CHECK (over_second_in > 0),
  over_in3        int CHECK (over_in3 > 0),
  zip_prefix      text CHECK (zip_prefix ~ '^[0-9]{1,5}$'), -- pii: none
  cents           bigint CHECK (cents >= 0),
  CHECK ((kind = 'delivery_area') = (zip_prefix IS NOT NULL)),
  CHECK ((kind IN ('additional_handling', 'large_package')) =
         (num_nonnulls(over_lb, over_longest_in, over_second_in, over_in3) > 0))
);
CREATE INDEX shipping_fees_by_tariff ON shipping_fees (tariff_id);

-- Freight from the first day: what the ground table asked for the heaviest, by class.
INSERT INTO shipping_methods (code, name, min_days, max_days, position, kind, carrier)
  VALUES ('freight', 'Freight', 4, 8, 4, 'freight', 'ltl');
INSERT INTO shipping_tariffs (method_id, valid_from, source, entered_by, entered_at, basis, assumed_class)
  SELECT id, '2026-01-01', 'the first table', 'migration', '2026-11-27', 'freight_lb', 925
    FROM shipping_methods WHERE code = 'freight';
INSERT INTO shipping_rates (tariff_id, zone_id, up_to_class, up_to, cents)
  SELECT t.id, z.id, c.up_to_class, w.up_to,
         round(w.cents * c.factor * (CASE z.code WHEN 'near' THEN 1.0 WHEN 'mid' THEN 1.3 ELSE 3.0 END))::bigint
    FROM shipping_tariffs t, shipping_zones z,
         (VALUES (700, 0.9), (1000, 1.0), (1750, 1.4), (4000, 2.2)) c (up_to_class, factor),
         (VALUES (200, 19995), (330, 24995), (660, 39995), (1100, 59995), (2200, 89995), (4400, 149995)) w (up_to, cents)
   WHERE t.basis = 'freight_lb';
INSERT INTO shipping_fees (tariff_id, kind, cents)
  SELECT t.id, f.kind, f.cents
    FROM shipping_tariffs t,
         (VALUES ('residence', 9500), ('no_dock', 0), ('lift_gate', 7500), ('inside', 9500),
                 ('appointment', 2500), ('limited_access', 8500)) f (kind, cents)
   WHERE t.basis = 'freight_lb';

-- When parcels leave a location. Times are the location's own; closed_weekdays counts from Sunday, 0.
CREATE TABLE shipping_calendars (
  location_id     bigint PRIMARY KEY REFERENCES locations,
  zone            text NOT NULL,                       -- pii: none
  cutoff_minute   int NOT NULL CHECK (cutoff_minute BETWEEN 0 AND 1440),  -- of the day
  handling_days   int NOT NULL CHECK (handling_days BETWEEN 0 AND 30),
  closed_weekdays int[] NOT NULL CHECK (closed_weekdays <@ ARRAY[0,1,2,3,4,5,6] AND cardinality(closed_weekdays) < 7)
);
INSERT INTO shipping_calendars (location_id, zone, cutoff_minute, handling_days, closed_weekdays)
  SELECT id, 'America/Chicago', 840, 1, ARRAY[0, 6] FROM locations WHERE code = 'main';
CREATE TABLE shipping_closed_days (
  location_id bigint NOT NULL REFERENCES locations,
  day         date NOT NULL,                           -- pii: none
  PRIMARY KEY (location_id, day)
);
-- Neither warehouse nor carriers work: federal holidays on the day they are kept.
CREATE TABLE federal_holidays (
  day  date PRIMARY KEY,                               -- pii: none
  name text NOT NULL                                   -- pii: none
);
INSERT INTO federal_holidays (day, name)
  SELECT CASE extract(dow FROM d) WHEN 6 THEN d - 1 WHEN 0 THEN d + 1 ELSE d END, name
    FROM generate_series(2026, 2040) y,
         (VALUES (1, 1, 'New Year''s Day'), (6, 19, 'Juneteenth'), (7, 4, 'Independence Day'),
                 (11, 11, 'Veterans Day'), (12, 25, 'Christmas Day')) h (m, n, name),
         make_date(y, h.m, h.n) d
  UNION ALL
  SELECT d + (h.dow - extract(dow FROM d)::int + 7) % 7 + 7 * (h.nth - 1), name
    FROM generate_series(2026, 2040) y,
         (VALUES (1, 1, 3, 'Birthday of Martin Luther King, Jr.'), (2, 1, 3, 'Washington''s Birthday'),
                 (9, 1, 1, 'Labor Day'), (10, 1, 2, 'Columbus Day'), (11, 4, 4, 'Thanksgiving Day')) h (m, dow, nth, name),
         make_date(y, h.m, 1) d
  UNION ALL
  SELECT d - (extract(dow FROM d)::int + 6) % 7, 'Memorial Day'
    FROM generate_series(2026, 2040) y, make_date(y, 5, 31) d;

-- What a shopper was offered and may choose from for half an hour (contract sheet: quote object),
-- and with the order what was charged for. Written once; only the order it became part of is added.
CREATE TABLE shipping_quotes (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cart_id      bigint NOT NULL REFERENCES carts,
  cart_hash    text NOT NULL,                          -- pii: none
  address_hash text NOT NULL,                          -- pii: identifier
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL CHECK (expires_at > created_at),
  order_id     bigint UNIQUE REFERENCES orders
);
CREATE INDEX shipping_quotes_by_cart ON shipping_quotes (cart_id, id DESC);
CREATE INDEX shipping_quotes_to_forget ON shipping_quotes (expires_at) WHERE order_id IS NULL;
CREATE TABLE shipping_quote_methods (
  quote_id     bigint NOT NULL REFERENCES shipping_quotes ON DELETE CASCADE,
  position     int NOT NULL,
  code         text NOT NULL,                          -- pii: none
  name         text NOT NULL,                          -- pii: none
  cents        bigint NOT NULL CHECK (cents >= 0),
  min_days     int NOT NULL,
  max_days     int NOT NULL CHECK (max_days >= min_days),
  ship_by      date NOT NULL,                          -- pii: none
  earliest     date NOT NULL,                          -- pii: none
  latest       date NOT NULL CHECK (latest >= earliest), -- pii: none
  tariff_id    bigint REFERENCES shipping_tariffs,
  zone         text NOT NULL,                          -- pii: none
  packages     jsonb NOT NULL,                         -- pii: none
  PRIMARY KEY (quote_id, position),
  UNIQUE (quote_id, code)
);
CREATE FUNCTION keep_bound_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.order_id IS NOT NULL THEN
    RAISE EXCEPTION 'the shipping quote of an order is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER bound_for_good BEFORE UPDATE OR DELETE ON shipping_quotes
  FOR EACH ROW EXECUTE FUNCTION keep_bound_quote();

-- Grams that one unit of a variant ships with (bundles: their parts together), whether or not it has
-- stock of its own.
CREATE FUNCTION packed_weight_g(variant bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT packed_g FROM shipping_facts WHERE variant_id = v.id), product_weight_g(v.product_id))
    FROM variants v WHERE v.id = variant
$$;
CREATE OR REPLACE FUNCTION variant_weight_g(variant bigint) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT sum(packed_weight_g(i.component_variant_id) * i.units)::int
                     FROM bundle_items i WHERE i.bundle_variant_id = variant),
                  packed_weight_g(variant))
$$;

GRANT SELECT ON shipping_facts, shipping_boxes, shipping_settings, shipping_zone_prefixes, shipping_charts,
  shipping_chart_ranges, shipping_tariffs, shipping_fees, shipping_calendars, shipping_closed_days,
  federal_holidays TO gds_shop, gds_hooks, gds_admin, gds_jobs, gds_site;
GRANT INSERT, UPDATE, DELETE ON shipping_facts, shipping_boxes, shipping_zone_prefixes, shipping_calendars,
  shipping_closed_days, federal_holidays TO gds_admin;
GRANT UPDATE ON shipping_settings TO gds_admin;
GRANT INSERT ON shipping_charts, shipping_chart_ranges, shipping_tariffs, shipping_fees TO gds_admin;
-- A price table is added to, never edited: what was charged stays explained.
REVOKE UPDATE, DELETE ON shipping_rates FROM gds_admin;
GRANT SELECT ON shipping_quotes, shipping_quote_methods TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT ON shipping_quotes, shipping_quote_methods TO gds_shop, gds_jobs;
GRANT UPDATE (order_id) ON shipping_quotes TO gds_shop, gds_jobs;
GRANT DELETE ON shipping_quotes TO gds_jobs;
