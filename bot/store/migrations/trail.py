"""014: who did what: every act of power in its order, each row bound to the one before it by a hash.

The database itself refuses to change a row, and to take one away that has not had its time (trail_end: up to where).
"""

TABLES = """
CREATE TABLE trail_end (
    upto {big} PRIMARY KEY,
    hash TEXT NOT NULL
) {strict};
CREATE TABLE trail (
    seq {serial},
    at {big} NOT NULL,
    person {big},
    way TEXT NOT NULL,
    deed TEXT NOT NULL,
    agreement TEXT NOT NULL,
    whom {big},
    province TEXT NOT NULL,
    detail TEXT NOT NULL,
    before TEXT NOT NULL,
    hash TEXT NOT NULL
) {strict};
CREATE INDEX trail_of ON trail (province, seq);
{on_sqlite}CREATE TRIGGER trail_stays BEFORE UPDATE ON trail
{on_sqlite}BEGIN SELECT RAISE(ABORT, 'trail: rows are only added'); END;
{on_sqlite}CREATE TRIGGER trail_goes BEFORE DELETE ON trail
{on_sqlite}WHEN OLD.seq > COALESCE((SELECT MAX(upto) FROM trail_end), 0)
{on_sqlite}BEGIN SELECT RAISE(ABORT, 'trail: rows are only added'); END;
{on_postgresql}CREATE FUNCTION trail_stays() RETURNS trigger LANGUAGE plpgsql AS $$
{on_postgresql}BEGIN RAISE EXCEPTION 'trail: rows are only added'; END $$;
{on_postgresql}CREATE FUNCTION trail_goes() RETURNS trigger LANGUAGE plpgsql AS $$
{on_postgresql}BEGIN IF OLD.seq > COALESCE((SELECT MAX(upto) FROM trail_end), 0)
{on_postgresql}THEN RAISE EXCEPTION 'trail: rows are only added'; END IF; RETURN OLD; END $$;
{on_postgresql}CREATE TRIGGER trail_stays BEFORE UPDATE ON trail FOR EACH ROW EXECUTE FUNCTION trail_stays();
{on_postgresql}CREATE TRIGGER trail_goes BEFORE DELETE ON trail FOR EACH ROW EXECUTE FUNCTION trail_goes();
{on_postgresql}CREATE TRIGGER trail_whole BEFORE TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION trail_stays()
"""
