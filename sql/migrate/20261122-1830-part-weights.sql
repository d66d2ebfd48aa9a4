-- Estimates for kinds of goods that weigh much less, or more, than the rest of their department:
-- a power supply is no UPS, a memory module no server. Rows that staff have made are kept.
INSERT INTO weight_estimates (category_path, base_g, per_u_g) VALUES
  ('networking/modules', 500, 0),
  ('networking/switches/compact-switches', 1500, 0),
  ('security/firewalls/branch-firewalls', 1500, 1500),
  ('servers/server-parts', 400, 0),
  ('servers/server-parts/rails-and-bezels', 4000, 0),
  ('servers/tower-servers', 25000, 0),
  ('servers/blade-systems', 7000, 8000),
  ('storage/drives', 700, 0),
  ('power/power-supplies', 1500, 0),
  ('power/ups', 5000, 12000),
  ('power/ups/ups-accessories', 500, 0),
  ('power/pdu', 5000, 0)
ON CONFLICT (category_path) DO NOTHING;
