/** What a scenario, an image or a response can put into a name to break a report. */
export const hostile =
  '<script>alert(1)</script> ]]> | `x` \u001b[31mred\u001b[0m\r\n::error::no "q" \'a\' &amp; [l](http://evil) **b** @team \u202e\u0000';
