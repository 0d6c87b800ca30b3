"""Code that tests share: small campaigns, filled forms, engines that recalculate."""
