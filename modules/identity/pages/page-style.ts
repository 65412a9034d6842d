/** The look of the pages of signing on: that of the web app, in one short sheet. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#f6f5f1;--surface:#fff;--ink:#1c2426;--soft:#525d5f;
--line:#8a9496;--primary:#0b5c57;--on-primary:#fff;--accent:#9c2f2f;--focus:#1a6ed8}
@media (prefers-color-scheme:dark){:root{--ground:#12181a;--surface:#1b2326;--ink:#eceeec;
--soft:#b4bdbd;--line:#7c8789;--primary:#7fd1c7;--on-primary:#0c2321;--accent:#ffa8a0;
--focus:#8ec2ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif;
overflow-wrap:break-word}
header,main,footer{max-width:34rem;margin:0 auto;padding:1rem}
header{display:flex;justify-content:space-between;align-items:center;font-weight:700}
h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0 1rem}
h2{font-size:1.15rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
a{color:var(--primary);display:inline-block;min-height:1.5rem}
.only-heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
.soft{color:var(--soft)}
.notice{border-left:4px solid var(--accent);background:var(--surface);padding:.75rem 1rem;
margin:1rem 0}
.code{font-size:2.5rem;font-weight:700;letter-spacing:.2em;margin:1rem 0}
ul.choices{list-style:none;margin:1rem 0;padding:0;display:grid;gap:.5rem}
form{margin:0}
.stack{display:grid;gap:.75rem;margin:1rem 0}
label{font-weight:600;display:block}
input,select{font:inherit;color:inherit;width:100%;min-height:2.75rem;padding:.5rem .75rem;
border:1px solid var(--line);border-radius:.4rem;background:var(--surface)}
button,.button{font:inherit;font-weight:600;width:100%;min-height:2.75rem;padding:.5rem 1rem;
border:1px solid var(--line);border-radius:.4rem;background:var(--surface);color:var(--ink);
cursor:pointer;text-align:left;text-decoration:none;display:block}
button.primary,.button.primary{background:var(--primary);border-color:var(--primary);
color:var(--on-primary);text-align:center}
button span{display:block;font-weight:400}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
`;
