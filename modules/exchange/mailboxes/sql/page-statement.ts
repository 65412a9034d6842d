/** A page ends before it becomes longer than this, but has one entry at least. */
const PAGE_BYTES_MAX = 1_048_576;

/**
 * The statement of one page of what lies in the order of its positions. Values: $1 of whom, $2 after
 * which position, $3 up to which one again (null: the next), $4 how many at most.
 *
 * @param page where it lies, by which column it is somebody's, which columns, how long an entry is
 */
export function pageStatement(page: {
  from: string;
  owner: string;
  columns: string;
  bytes: string;
}): string {
  const { from, owner, columns, bytes } = page;
  return `
select *
from (
  select found.*, sum(${bytes}) over (order by position) - ${bytes} as bytes_before
  from (
    select position, ${columns}
    from ${from}
    where ${owner} = $1::integer and position > $2::bigint
      and ($3::bigint is null or position <= $3::bigint)
    order by position
    limit $4::integer
  ) found
) measured
where $3::bigint is not null or bytes_before < ${PAGE_BYTES_MAX}
order by position`;
}
