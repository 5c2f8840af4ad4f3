using CleveSec.Benchmarks;

// What ./bench measures against; each peer is a program of its own, so that nothing of the site runs in it.
return args switch
{
    ["bytes", var port, var file, var contentType, var encoding] => await BytesServer.RunAsync(port, file, contentType, encoding),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("CleveSec.Benchmarks bytes PORT FILE CONTENT-TYPE ENCODING   serves one file from memory, as fast as Kestrel can");
    return 2;
}
