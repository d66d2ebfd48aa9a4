-- The gift cards that a cart is to be paid with, by id: the code was typed once and is kept nowhere
-- (invariant L5). What is on a card is asked when the cart is shown and when its order is frozen.
CREATE TABLE cart_gift_cards (
  cart_id      bigint NOT NULL REFERENCES carts ON DELETE CASCADE,
  gift_card_id bigint NOT NULL REFERENCES gift_cards,
  added_at     timestamptz NOT NULL,
  PRIMARY KEY (cart_id, gift_card_id)
);
CREATE INDEX cart_gift_cards_by_card ON cart_gift_cards (gift_card_id);
CREATE TRIGGER refuse_closed_cart BEFORE INSERT OR UPDATE OR DELETE ON cart_gift_cards
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_cart();

GRANT SELECT ON cart_gift_cards TO gds_shop, gds_hooks, gds_admin, gds_jobs;
GRANT INSERT, DELETE ON cart_gift_cards TO gds_shop;
