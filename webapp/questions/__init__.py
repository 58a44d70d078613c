"""One WTForms form a question, and which question comes next."""
