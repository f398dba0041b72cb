"""The same pages as the documentation of the parts shows it: Strawberry resolvers over SQLModel objects, DataLoaders,
and a permission class on every field that calls Casbin's `enforce`.
"""
