"""The style guide's rules: what editors write as data, and what reads posts by it.

A *rule* is YAML in ``styleguide/rules/``, in the format of Vale. ``reading`` makes a
value of it, ``kinds`` has one module for each type of rule, ``texts`` says which texts
of a post a rule looks at, and ``engine`` runs many rules at once.
"""
