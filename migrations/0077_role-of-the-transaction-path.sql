-- The transaction path serves many organisations in one batch, as a role of its own: the group
-- koplieta_path, which exists before migrations run. It may call the path's fixed functions, and sees no table.
grant usage on schema transactions to koplieta_path;
