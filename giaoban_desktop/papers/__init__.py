"""Printed papers: facts become content (plain data), content becomes a PDF by the rules of Decree 30/2020/NĐ-CP."""
