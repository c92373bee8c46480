# Serves this folder on http://127.0.0.1:8501 with nothing but Windows' own PowerShell. Close the window to end it.
$port = 8501
$types = @{
    '.html' = 'text/html'; '.css' = 'text/css'; '.js' = 'text/javascript'; '.mjs' = 'text/javascript'; '.json' = 'application/json'
    '.wasm' = 'application/wasm'; '.svg' = 'image/svg+xml'; '.png' = 'image/png'; '.webp' = 'image/webp'; '.woff2' = 'font/woff2'
    '.zip' = 'application/zip'; '.tgz' = 'application/gzip'; '.txt' = 'text/plain'; '.webmanifest' = 'application/manifest+json'
}
$server = New-Object System.Net.HttpListener
$server.Prefixes.Add("http://127.0.0.1:$port/")
$server.Start()
Write-Host "The lab is on http://127.0.0.1:$port"
while ($server.IsListening) {
    $asked = $server.GetContext()
    $address = $asked.Request.Url
    $answer = $asked.Response
    try {
        $path = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot ([Uri]::UnescapeDataString($address.AbsolutePath))))
        if (-not $path.StartsWith($PSScriptRoot)) { $path = Join-Path $PSScriptRoot 'nothing' }  # no file beside this folder
        if ((Test-Path -LiteralPath $path -PathType Container) -and -not $address.AbsolutePath.EndsWith('/')) {
            $answer.Redirect($address.AbsolutePath + '/' + $address.Query)
        } else {
            if (Test-Path -LiteralPath $path -PathType Container) { $path = Join-Path $path 'index.html' }
            if (Test-Path -LiteralPath $path -PathType Leaf) {
                $answer.ContentType = $types[[IO.Path]::GetExtension($path)]
            } else {
                $answer.StatusCode = 404
                $path = Join-Path $PSScriptRoot '404.html'
                $answer.ContentType = 'text/html'
            }
            $bytes = [IO.File]::ReadAllBytes($path)
            $answer.ContentLength64 = $bytes.Length
            if ($asked.Request.HttpMethod -ne 'HEAD') { $answer.OutputStream.Write($bytes, 0, $bytes.Length) }
        }
        $answer.Close()
    } catch {
        $answer.Abort()  # the browser has gone
    }
}
