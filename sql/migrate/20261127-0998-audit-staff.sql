-- Who may do what is changed by people with a name: it stands in the audit log.
SELECT audit_table(name::regclass, names, left_out, 'anybody')
  FROM (VALUES ('user_roles', 'user_id,role_id', ''), ('role_permissions', 'role_id,permission', ''),
               ('totp_secrets', 'user_id', 'sealed,last_step')) AS staff(name, names, left_out);
