"""The unit form (phiếu tự đánh giá): what a unit fills in, signs and returns."""
