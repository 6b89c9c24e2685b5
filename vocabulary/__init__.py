"""What things are called, once: the columns, tables and codes of the warehouse in Chinese and English, as data.

The exports, the page, the terminal, the data dictionary and the glossary all take their words from here:

- `codes.csv`: a code, the kind that it is of (where there is one, the column that it stands in), and its words; `_full`
  are the words where there is room for more, as in a legend, and empty where they are the same;
- `columns.csv`: a column, its names, its unit, what an empty cell of it means, and its description where no model has
  one; the `kind` is figure (a cell of a wide table), number (its heading shows the unit too) or label;
- `tables.csv` and `notes.csv`: a table's names, and what readers of its rows must know;
- `terms.csv`: what the warehouse's own things are called.
"""
