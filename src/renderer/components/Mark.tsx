/** Evenkeel's mark: a hull and its keel under a level waterline. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden>
      <path d="M1.5 6.5h21" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M4 10h16a8 7 0 0 1-16 0Z" fill="currentColor" />
      <path d="M12 16v5.5" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
