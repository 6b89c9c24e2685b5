-- A correction that no longer fits its text or what is read there stops the build: somebody must look at it again.
select message
from {{ ref('int_corrections') }}
where status = 'misfit'
