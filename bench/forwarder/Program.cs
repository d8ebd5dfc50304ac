using System.Net;
using Gratis.Forwarder;

if (args is not [var port, var upstream])
{
    Console.Error.WriteLine("usage: Gratis.Forwarder PORT UPSTREAM    (UPSTREAM like http://127.0.0.1:9100)");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, int.Parse(port));
});

using var forwarder = new BareForwarder(new Uri(upstream));
var app = builder.Build();
app.Run(forwarder.ForwardAsync);
app.Run();
return 0;
