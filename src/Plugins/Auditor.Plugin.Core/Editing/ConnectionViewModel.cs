using System.Globalization;
using Auditor.Plugin.Core.Connections;
using Auditor.Plugin.Core.Screens;
using Auditor.Rules;

namespace Auditor.Plugin.Core.Editing;

/// <summary>The connection page. Secrets go in and never come out. Belongs to the thread of the screens; never throws.</summary>
public sealed class ConnectionViewModel : ScreenModel
{
    /// <summary>Who can read the password, said beside it.</summary>
    public const string WhoReads =
        "Every client needs this user, so anyone who can sign in to XProtect can read its password. Give it no more rights than reporting activities and asking for its own policy (docs/install-xprotect.md).";

    private readonly IConnectionStore _store;
    private readonly IEventServerConnection _eventServer;
    private readonly RuleServiceAccessFile _access;
    private readonly IConnectionTest _test;
    private readonly IRuleService _service;
    private ConnectionSettings _saved = new();
    private string _host = "";
    private string _port = "";
    private string _virtualHost = "";
    private string _tlsServerName = "";
    private string _user = "";
    private string _eventServerUser = "";
    private string _address = "";
    private bool _useTls;
    private bool _isBusy;
    private string _text = "";
    private bool _isWell;
    private IReadOnlyList<ConnectionTestStep> _steps = [];

    public ConnectionViewModel(IConnectionStore store, IEventServerConnection eventServer, RuleServiceAccessFile access, IConnectionTest test, IRuleService service)
    {
        (_store, _eventServer, _access, _test, _service) = (store, eventServer, access, test, service);
        Fill();
    }

    public FieldProblems Problems { get; } = new();

    public string Host { get => _host; set => Edit(ref _host, value); }

    public string Port { get => _port; set => Edit(ref _port, value); }

    public string VirtualHost { get => _virtualHost; set => Edit(ref _virtualHost, value); }

    /// <summary>Switching it moves the usual port along.</summary>
    public bool UseTls
    {
        get => _useTls;
        set
        {
            if (Set(ref _useTls, value))
            {
                Port = (value, Port) switch { (true, "5672") => "5671", (false, "5671") => "5672", _ => Port };
                Check();
            }
        }
    }

    public string TlsServerName { get => _tlsServerName; set => Edit(ref _tlsServerName, value); }

    public string User { get => _user; set => Edit(ref _user, value); }

    public SecretDraft Password { get; } = new();

    /// <summary>Event Server is on this machine, so that its own user can be set here.</summary>
    public bool HasEventServer => _eventServer.IsHere;

    public string EventServerUser { get => _eventServerUser; set => Edit(ref _eventServerUser, value); }

    public SecretDraft EventServerPassword { get; } = new();

    /// <summary>Of RuleService.</summary>
    public string Address { get => _address; set => Edit(ref _address, value); }

    public SecretDraft ApiKey { get; } = new();

    public bool IsBusy { get => _isBusy; private set => Set(ref _isBusy, value); }

    /// <summary>What became of the last save or test, in a sentence.</summary>
    public string Text { get => _text; private set => Set(ref _text, value); }

    /// <summary>Whether that was good.</summary>
    public bool IsWell { get => _isWell; private set => Set(ref _isWell, value); }

    public IReadOnlyList<ConnectionTestStep> Steps { get => _steps; private set => Set(ref _steps, value); }

    /// <summary>Shows what is saved; typed secrets are forgotten.</summary>
    public void Fill()
    {
        try
        {
            _saved = _store.Load() ?? new ConnectionSettings();
            Say("", isWell: true);
        }
        catch (RuleItemException problem)
        {
            _saved = new ConnectionSettings();
            Say(problem.Message, isWell: false);
        }

        RuleServiceAccess? access = _access.Load();
        (Host, Port, VirtualHost) = (_saved.Host, _saved.Port.ToString(CultureInfo.InvariantCulture), _saved.VirtualHost);
        Set(ref _useTls, _saved.UseTls, nameof(UseTls));
        (TlsServerName, User, EventServerUser, Address) = (_saved.TlsServerName ?? "", _saved.User, _eventServer.User, access?.Address.AbsoluteUri ?? "");
        (Password.Entered, EventServerPassword.Entered, ApiKey.Entered) = ("", "", "");
        (Password.IsKept, EventServerPassword.IsKept, ApiKey.IsKept) = (_saved.Password.Length > 0, _eventServer.User.Length > 0, access is not null);
        Check();
    }

    /// <summary>Saves both connections; false, with the reason in <see cref="Text"/>, when one could not be.</summary>
    public bool Save()
    {
        Check();
        if (Problems.Any)
        {
            Say(Problems.Text, isWell: false);
            return false;
        }

        try
        {
            ConnectionSettings settings = Settings();
            _store.Save(settings);
            if (HasEventServer && EventServerUser.Trim().Length > 0 && EventServerPassword.Entered.Length > 0)
            {
                _eventServer.Save(settings with { User = EventServerUser.Trim(), Password = EventServerPassword.Entered });
            }

            if (Access() is { } access)
            {
                _access.Save(access);
            }

            Fill();
            Say("Saved. Clients take the broker's address over when they next sign in.", isWell: true);
            return true;
        }
        catch (RuleItemException problem)
        {
            Say(problem.Message, isWell: false);
            return false;
        }
    }

    /// <summary>Tries what is on the screen, saved or not: the broker step by step, then RuleService as it is saved.</summary>
    public async Task TestAsync()
    {
        if (IsBusy)
        {
            return;
        }

        Check();
        if (Problems.Any)
        {
            Say(Problems.Text, isWell: false);
            return;
        }

        IsBusy = true;
        Steps = [];
        Say("Trying ...", isWell: true);
        var steps = new List<ConnectionTestStep>();
        try
        {
            steps.AddRange(await _test.RunAsync(Settings(), CancellationToken.None));
        }
        catch (Exception problem)
        {
            steps.Add(new ConnectionTestStep("Broker", Succeeded: false, problem.Message));
        }

        steps.Add(await TryRuleServiceAsync());
        Steps = steps;
        ConnectionTestStep? failed = steps.Find(step => !step.Succeeded);
        Say(failed is null ? "Everything works." : $"{failed.Name}: {failed.Text}", isWell: failed is null);
        IsBusy = false;
    }

    private async Task<ConnectionTestStep> TryRuleServiceAsync()
    {
        const string Name = "RuleService";
        if (ApiKey.Entered.Length > 0 || _access.Load()?.Address.AbsoluteUri is not { } saved || saved != Address.Trim())
        {
            return new ConnectionTestStep(Name, Succeeded: false, "Save its address and key first; it is tried with what is saved.");
        }

        try
        {
            int rules = (await _service.ListAsync(CancellationToken.None)).Count;
            return new ConnectionTestStep(Name, Succeeded: true, $"Answers, with {RuleWords.Count(rules, "rule")}.");
        }
        catch (Exception problem)
        {
            return new ConnectionTestStep(Name, Succeeded: false, problem.Message);
        }
    }

    private void Edit(ref string field, string value, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        if (Set(ref field, value, name))
        {
            Check();
        }
    }

    private ConnectionSettings Settings() => _saved with
    {
        Host = Host.Trim(),
        Port = int.TryParse(Port.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : 0,
        VirtualHost = VirtualHost.Trim(),
        UseTls = UseTls,
        TlsServerName = TlsServerName.Trim() is { Length: > 0 } name ? name : new ConnectionSettings().TlsServerName,
        User = User.Trim(),
        Password = Password.Entered.Length > 0 ? Password.Entered : _saved.Password,
    };

    /// <summary>Null while nothing is given; with the kept key when only the address is another.</summary>
    private RuleServiceAccess? Access()
    {
        string key = ApiKey.Entered.Trim();
        return Uri.TryCreate(Address.Trim(), UriKind.Absolute, out Uri? address) && (key.Length > 0 || _access.Load() is not null)
            ? new RuleServiceAccess(address, key.Length > 0 ? key : _access.Load()!.ApiKey)
            : null;
    }

    private void Check()
    {
        List<RuleProblem> problems = [.. Settings().Problems().Select(problem => new RuleProblem(problem.Field, problem.Problem))];
        if (Address.Trim().Length > 0)
        {
            problems.AddRange(AddressProblems());
        }

        Problems.Show(problems);
    }

    private IEnumerable<RuleProblem> AddressProblems()
    {
        if (!Uri.TryCreate(Address.Trim(), UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            yield return new RuleProblem(nameof(Address), "Enter the whole address of RuleService, like https://auditor.example:5081.");
        }
        else if (address.Scheme == "http" && !address.IsLoopback)
        {
            yield return new RuleProblem(nameof(Address), "Use https: on the way to another machine the key could be read.");
        }
        else if (_access.Load() is { } kept && ApiKey.Entered.Length == 0 && kept.Address.Host != address.Host)
        {
            yield return new RuleProblem(nameof(Address), "Enter the key again for another machine: the kept one belongs to the old address.");
        }
    }

    private void Say(string text, bool isWell) => (Text, IsWell) = (text, isWell);
}
