// @ts-check
// Shows the poster of the page, for its usual settings only: a link with others gets the skeleton. It stands in the page itself, so that it
// is read before anything is drawn.

{
  const poster = document.querySelector(".poster");
  if (location.search) poster?.remove();
  else poster?.querySelector("img")?.addEventListener("load", () => poster.parentElement?.classList.add("still"));
}
